package dev.roomjar.opentok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProjectTest {
    @TempDir
    Path folder;

    @Test
    void aProjectIsMadeOnceAndThenKept() throws IOException {
        Path deep = folder.resolve("data/opentok");
        Project made = Project.loadOrCreate(deep);
        assertThat(Project.loadOrCreate(deep)).isEqualTo(made);
        assertThat(made.apiKey()).isPositive();
        assertThat(Project.loadOrCreate(folder.resolve("other"))).isNotEqualTo(made);
        try (var files = Files.list(deep)) {
            assertThat(files).as("no draft is left").hasSize(1);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyItsOwnerCanReadTheFile() throws IOException {
        Project.loadOrCreate(folder);
        assertThat(Files.getPosixFilePermissions(folder.resolve("opentok-project")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aFileThatHoldsSomethingElseIsNamedAndKept() throws IOException {
        Path file = folder.resolve("opentok-project");
        for (String text :
                List.of("", "apiKey=0\nsecret=" + "0".repeat(40), "apiKey=9999999999\nsecret=" + "0".repeat(40))) {
            Files.writeString(file, text);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> Project.loadOrCreate(folder))
                    .withMessageContaining(file.toString());
            assertThat(file).hasContent(text);
        }
    }

    @Test
    void theSecretIsNotPrinted() {
        assertThat(Fixtures.PROJECT.toString()).contains("12345678").doesNotContain("0123456789abcdef");
    }

    @Test
    void keysAndSecretsThatSdksRefuseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Project(0, "0".repeat(40)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Project(-5, "0".repeat(40)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Project(1, "0".repeat(39)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Project(1, "G".repeat(40)));
    }
}
