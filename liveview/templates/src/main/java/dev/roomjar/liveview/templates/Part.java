package dev.roomjar.liveview.templates;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a template consists of. Java code is kept as written; lines count from 1. */
sealed interface Part {
    void accept(Visitor visitor);

    /** Sent to the browser as it stands. */
    record Text(String text) implements Part {
        @Override
        public void accept(Visitor visitor) {
            visitor.text(this);
        }
    }

    /** {@code ${…}}, escaped for where it stands. */
    record Value(Escaping escaping, Java java) implements Part {
        @Override
        public void accept(Visitor visitor) {
            visitor.value(this);
        }
    }

    /**
     * An attribute whose whole value is one expression: left out, name and all, when that is null or false.
     *
     * @param quote the quotation mark around the value
     * @param flag whether the attribute has no value in HTML, like {@code disabled}
     */
    record Attribute(String name, char quote, boolean flag, Escaping escaping, Java java) implements Part {
        @Override
        public void accept(Visitor visitor) {
            visitor.attribute(this);
        }
    }

    /** The value of a URL attribute that begins with an expression: checked as a whole, since the scheme may be spread. */
    record Url(List<Piece> pieces, int line) implements Part {
        @Override
        public void accept(Visitor visitor) {
            visitor.url(this);
        }
    }

    /** {@code key="${…}"} on the first element of a loop body: names the row, is not sent. */
    record Key(Java java) implements Part {
        @Override
        public void accept(Visitor visitor) {
            visitor.key(this);
        }
    }

    /** {@code !{…}}. */
    record Statement(Java java) implements Part {
        @Override
        public void accept(Visitor visitor) {
            visitor.statement(this);
        }
    }

    /** {@code @if … @elseif … @else … @endif}. */
    record Condition(List<Branch> branches) implements Part {
        @Override
        public void accept(Visitor visitor) {
            visitor.condition(this);
        }
    }

    /** One arm of a condition; without a condition of its own it is the {@code @else}. */
    record Branch(@Nullable Java condition, Block body) {}

    /** {@code @for … @else … @endfor}. */
    record Loop(Java header, Block body, @Nullable Block otherwise) implements Part {
        @Override
        public void accept(Visitor visitor) {
            visitor.loop(this);
        }
    }

    /** {@code @template.name(arguments)}. */
    record Call(String template, List<Java> arguments, int line) implements Part {
        @Override
        public void accept(Visitor visitor) {
            visitor.call(this);
        }
    }

    /** Java code of the template, with the content blocks that stand in it. */
    record Java(List<Piece> pieces, int line) {
        /** The code if there is no content block in it. */
        String plain() {
            StringBuilder code = new StringBuilder();
            pieces.forEach(piece -> code.append(piece instanceof Code text ? text.code() : "@`…`"));
            return code.toString().strip();
        }
    }

    /** A piece of something mixed. */
    sealed interface Piece permits Code, Content, Literal {}

    /** Java code. */
    record Code(String code) implements Piece {}

    /** A content block {@code @`…`} within Java code. */
    record Content(Block body) implements Piece {}

    /** Text of the template. */
    record Literal(String text) implements Piece {}

    /** One method per kind of part. */
    interface Visitor {
        void text(Text text);

        void value(Value value);

        void attribute(Attribute attribute);

        void url(Url url);

        void key(Key key);

        void statement(Statement statement);

        void condition(Condition condition);

        void loop(Loop loop);

        void call(Call call);
    }
}
