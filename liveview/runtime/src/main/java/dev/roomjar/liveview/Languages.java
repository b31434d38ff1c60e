package dev.roomjar.liveview;

import java.util.List;
import java.util.Locale.LanguageRange;

/** Reads what browsers say of their visitors' languages. */
final class Languages {
    private static final int LONGEST = 300;

    private Languages() {}

    /** The ranges of an {@code Accept-Language} header (RFC 9110 §12.5.4), the best first; none where it makes no sense. */
    static List<LanguageRange> read(String header) {
        if (header.isBlank() || header.length() > LONGEST) {
            return List.of();
        }
        try {
            return LanguageRange.parse(header);
        } catch (IllegalArgumentException malformed) {
            return List.of();
        }
    }
}
