package dev.roomjar.opentok.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignalsTest {
    private final Stage stage = new Stage();
    private final Stage.Client anna = stage.publisher("anna");
    private final Stage.Client bert = stage.publisher("bert");
    private final Stage.Client carl = stage.publisher("carl");

    SignalsTest() {
        anna.takeAll();
        bert.takeAll();
    }

    @Test
    void aSignalToNobodyInParticularReachesAllAndTheSender() {
        anna.ask(new Request.Signal(1, "chat", "hello", null));
        Message signalled = new Message.Signalled("chat", "hello", anna.id());
        assertThat(anna.takeAll()).containsExactly(signalled, new Message.Done(1));
        assertThat(bert.takeAll()).containsExactly(signalled);
        assertThat(carl.takeAll()).containsExactly(signalled);
    }

    @Test
    void aSignalToOneReachesOne() {
        anna.ask(new Request.Signal(1, null, "psst", carl.id()));
        assertThat(carl.takeAll()).containsExactly(new Message.Signalled(null, "psst", anna.id()));
        assertThat(bert.heard()).isEmpty();
        assertThat(anna.takeAll()).containsExactly(new Message.Done(1));
    }

    @Test
    void aSignalToSomebodyWhoIsNotThereIsNotFound() {
        anna.ask(new Request.Signal(1, null, "psst", "nobody"));
        assertThat(anna.takeFailure().code()).isEqualTo(404);
        assertThat(bert.heard()).isEmpty();
    }

    @Test
    void signalsHaveTheSizeThatOpenTokAllows() {
        anna.ask(new Request.Signal(1, "x".repeat(128), "y".repeat(8192), bert.id()));
        assertThat(anna.takeAll()).containsExactly(new Message.Done(1));
        bert.takeAll();
        anna.ask(new Request.Signal(2, "x".repeat(129), "", bert.id()));
        assertThat(anna.takeFailure().code()).isEqualTo(413);
        anna.ask(new Request.Signal(3, "é".repeat(65), "", bert.id()));
        assertThat(anna.takeFailure().code()).isEqualTo(413);
        anna.ask(new Request.Signal(4, "", "y".repeat(8193), bert.id()));
        assertThat(anna.takeFailure().code()).isEqualTo(413);
        assertThat(bert.heard()).isEmpty();
    }

    @Test
    void tooManySignalsAreRefusedUntilTimeHasPassed() {
        for (int i = 0; i < stage.limits.signalsAtOnce(); i++) {
            anna.ask(new Request.Signal(i, null, "x", bert.id()));
        }
        anna.takeAll();
        anna.ask(new Request.Signal(99, null, "x", bert.id()));
        assertThat(anna.takeFailure().code()).isEqualTo(429);
        carl.ask(new Request.Signal(1, null, "x", bert.id()));
        assertThat(carl.takeAll()).containsExactly(new Message.Done(1));
        stage.pass(1000 / stage.limits.signalsPerSecond());
        anna.ask(new Request.Signal(100, null, "x", bert.id()));
        assertThat(anna.takeAll()).containsExactly(new Message.Done(100));
    }
}
