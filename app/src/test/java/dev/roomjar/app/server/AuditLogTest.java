package dev.roomjar.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roomjar.app.rooms.Audit;
import dev.roomjar.app.rooms.Name;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AuditLogTest {
    private static final Audit LINE = new Audit(Name.of("A \"b\" \\c"), "Ana", "Mute", "Ben");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    @BeforeEach
    void listen() {
        LoggerContext context = root.getLoggerContext();
        context.getLogger("dev.roomjar.audit").setLevel(ch.qos.logback.classic.Level.INFO);
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%logger %msg%n");
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        root.addAppender(appender);
    }

    @AfterEach
    void stop() {
        root.detachAppender(appender);
    }

    @Test
    void aLineOfTextCanBeTakenApartWhateverTheRoomIsCalled() {
        AuditLog.write(LINE);

        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines(
                        "dev.roomjar.audit room=\"A \\\"b\\\" \\\\c\" by=\"Ana\" action=Mute details=\"Ben\"\n");
    }

    @Test
    void aLineOfJsonHasTheSameByKeys() throws IOException {
        LogFormat.JSON.applyTo(appender);

        AuditLog.write(LINE);

        JsonNode line = new JsonMapper().readTree(written.toByteArray());
        assertThat(line.path("loggerName").asText()).isEqualTo("dev.roomjar.audit");
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("kvpList").findPath("room").asText()).isEqualTo("A \"b\" \\c");
        assertThat(line.path("kvpList").findPath("action").asText()).isEqualTo("Mute");
    }
}
