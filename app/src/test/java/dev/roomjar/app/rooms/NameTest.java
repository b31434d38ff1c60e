package dev.roomjar.app.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {

    @Test
    void spacesAreTidied() {
        assertThat(Name.of("  Ana \u00a0 Maria ").text()).isEqualTo("Ana Maria");
    }

    @ParameterizedTest
    @CsvSource({"Ana,aNA", "Straße,STRASSE", "Zoe\u0308,ZO\u00cb", "ΟΔΟΣ,οδος"})
    void namesThatDifferInCaseOrCompositionAreTheSame(String one, String other) {
        assertThat(Name.of(one)).isEqualTo(Name.of(other)).hasSameHashCodeAs(Name.of(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u200d", "a\u0000b", "a\nb", "\u202eevil", "a\u200bb", "\ud800", ".", ".."})
    void whatIsNoNameIsRefused(String typed) {
        assertThatExceptionOfType(InvalidName.class).isThrownBy(() -> Name.of(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"李", "مريم", "👩‍🏫", "Jean-Luc O'Neill 2", "a/b?c#d%"})
    void namesOfTheWorldAreNames(String typed) {
        assertThat(Name.of(typed).text()).isEqualTo(typed);
    }

    @Test
    void lengthIsCountedInCodePoints() {
        assertThat(Name.of("😀".repeat(40)).text()).hasSize(80);
        assertThatExceptionOfType(InvalidName.class)
                .isThrownBy(() -> Name.of("a".repeat(41)))
                .withMessageContaining("40");
    }

    @Test
    void aPathSegmentHoldsAnyName() {
        assertThat(Name.of("Year 7/b?").pathSegment()).isEqualTo("Year%207%2Fb%3F");
    }
}
