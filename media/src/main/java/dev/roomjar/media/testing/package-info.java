/**
 * What a fake peer needs to speak to the media server without a browser: connectivity checks of a full, controlling ICE agent.
 * Its DTLS and SRTP are {@code DtlsClient} and {@code SrtpContext}, the same code the server runs. In the main sources since
 * load generators use it too; the media server itself never does.
 */
@NullMarked
package dev.roomjar.media.testing;

import org.jspecify.annotations.NullMarked;
