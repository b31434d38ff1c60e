package dev.roomjar.app.whip;

import dev.roomjar.opentok.live.Egress;
import dev.roomjar.opentok.live.Ingest;
import java.util.concurrent.CompletionStage;

/** This server's end of one peer connection, whichever way media goes. */
interface MediaEnd {

    String answer();

    CompletionStage<String> renegotiate(String offer);

    void close();

    /** An encoder's. */
    record Publishing(Ingest ingest) implements MediaEnd {
        @Override
        public String answer() {
            return ingest.answer();
        }

        @Override
        public CompletionStage<String> renegotiate(String offer) {
            return ingest.renegotiate(offer);
        }

        @Override
        public void close() {
            ingest.close();
        }
    }

    /** A player's. */
    record Watching(Egress egress) implements MediaEnd {
        @Override
        public String answer() {
            return egress.answer();
        }

        @Override
        public CompletionStage<String> renegotiate(String offer) {
            return egress.renegotiate(offer);
        }

        @Override
        public void close() {
            egress.close();
        }
    }
}
