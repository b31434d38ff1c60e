package dev.roomjar.app.server;

import dev.roomjar.app.embed.Embedding;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option about rooms in pages of other sites. */
final class EmbedOptions {

    @Option(
            names = "--embed-origins",
            paramLabel = "ORIGIN",
            split = ",",
            converter = Origin.class,
            description = "Sites whose pages may show rooms in frames, such as https://school.example; several with"
                    + " commas; * for every site (default: none).")
    List<String> origins = List.of();

    Embedding embedding() {
        try {
            return new Embedding(origins.stream().distinct().toList());
        } catch (IllegalArgumentException senseless) {
            throw new UserError("The setting embed-origins: " + senseless.getMessage() + ".", senseless);
        }
    }

    static final class Origin implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            try {
                return Embedding.origin(value);
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(String.valueOf(wrong.getMessage()));
            }
        }
    }
}
