package dev.roomjar.app.server;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number within bounds, as somebody wrote it for an option. */
abstract class WholeNumber implements ITypeConverter<Integer> {
    private final int least;
    private final int most;

    WholeNumber(int least, int most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public final Integer convert(String value) {
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Answered below.
        }
        throw new TypeConversionException("\"" + value + "\" is not a number from " + least + " to " + most);
    }

    static final class Port extends WholeNumber {
        Port() {
            super(0, 65_535);
        }
    }

    static final class Count extends WholeNumber {
        Count() {
            super(1, 100_000);
        }
    }

    static final class Seconds extends WholeNumber {
        Seconds() {
            super(0, 86_400);
        }
    }

    static final class Loops extends WholeNumber {
        private static final int MOST = 64;

        Loops() {
            super(1, MOST);
        }

        /** One per core where sockets of one port share what comes in, as Linux has them do. */
        static int usual() {
            boolean linux = System.getProperty("os.name", "").equals("Linux");
            return linux ? Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST) : 1;
        }
    }

    /** In kbit/s; below 40 not even sound gets through. */
    static final class Bitrate extends WholeNumber {
        Bitrate() {
            super(40, 1_000_000);
        }
    }
}
