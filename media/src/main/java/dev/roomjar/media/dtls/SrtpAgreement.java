package dev.roomjar.media.dtls;

import dev.roomjar.media.srtp.SrtpKeys;
import dev.roomjar.media.srtp.SrtpProfile;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;

/** The use_srtp extension (RFC 5764 §4.1) between Bouncy Castle's numbers and ours. */
final class SrtpAgreement {
    private SrtpAgreement() {}

    /** Our favourite among what is offered, in the order of {@link SrtpProfile}. */
    static Optional<SrtpProfile> choose(int[] offered) {
        return Arrays.stream(SrtpProfile.values())
                .filter(profile -> Arrays.stream(offered).anyMatch(code -> code == profile.code()))
                .findFirst();
    }

    static UseSRTPData extension(SrtpProfile... profiles) {
        int[] codes = Arrays.stream(profiles).mapToInt(SrtpProfile::code).toArray();
        return new UseSRTPData(codes, TlsUtils.EMPTY_BYTES);
    }

    /** Exports the keys of a finished handshake (RFC 5764 §4.2). */
    static SrtpKeys export(TlsContext context, SrtpProfile profile) {
        byte[] material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, SrtpKeys.exportLength(profile));
        return SrtpKeys.split(profile, material);
    }
}
