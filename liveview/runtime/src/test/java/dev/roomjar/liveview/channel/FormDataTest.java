package dev.roomjar.liveview.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormDataTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a=1&b=2                        | {"a":"1","b":"2"}
            a=1&a=2                        | {"a":"2"}
            a[]=1&a[]=2                    | {"a":["1","2"]}
            a[b]=1&a[c][d]=2               | {"a":{"b":"1","c":{"d":"2"}}}
            a[][b]=1&a[][b]=2              | {"a":[{"b":"1"},{"b":"2"}]}
            a[b][]=1&a[b][]=2              | {"a":{"b":["1","2"]}}
            a=1&a[b]=2                     | {"a":{"b":"2"}}
            a[b]=2&a=1                     | {"a":"1"}
            a[b]=1&a[]=2                   | {"a":["2"]}
            n=%C3%A9+x%2By                 | {"n":"é x+y"}
            a                              | {"a":""}
            =1                             | {"":"1"}
            &&a=1&&                        | {"a":"1"}
            a[b=1                          | {"a[b":"1"}
            a]b[=1                         | {"a]b[":"1"}
            a[b]c]=1                       | {"a[b]c]":"1"}
            a=%zz                          | {"a":"%zz"}
            a=b=c                          | {"a":"b=c"}
            """)
    void namesNest(String encoded, String expected) {
        assertThat(FormData.decode(encoded).toString()).isEqualTo(expected);
    }

    @Test
    void anEmptyTextIsAnEmptyForm() {
        assertThat(FormData.decode("").toString()).isEqualTo("{}");
    }

    @Test
    void whatExceedsTheLimitsIsLeftOut() {
        assertThat(FormData.decode("a" + "[x]".repeat(Limits.FIELD_NESTING) + "=1&b=2")
                        .toString())
                .isEqualTo("{\"b\":\"2\"}");
        var many = new StringBuilder();
        for (int i = 0; i < 2 * Limits.FIELDS; i++) {
            many.append('f').append(i).append("=1&");
        }
        assertThat(FormData.decode(many.toString()).size()).isEqualTo(Limits.FIELDS);
    }
}
