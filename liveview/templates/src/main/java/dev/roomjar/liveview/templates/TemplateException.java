package dev.roomjar.liveview.templates;

/** A template that cannot be compiled. The message begins with {@code file:line: } and says what to write instead. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String message;

    TemplateException(String file, int line, String message) {
        this(file + ":" + line + ": " + message);
    }

    /** Several at once, one per line. */
    TemplateException(String messages) {
        super(messages);
        this.message = messages;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
