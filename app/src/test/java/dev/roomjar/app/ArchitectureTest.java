package dev.roomjar.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The arrows between the parts, as docs and design draw them, over the classes of all modules. */
class ArchitectureTest {

    private static final String ROOT = "dev.roomjar";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void everyModuleIsLookedAt() {
        for (String part : List.of("liveview", "media", "opentok", "app")) {
            assertThat(CLASSES.containPackage(ROOT + "." + part)).as(part).isTrue();
        }
    }

    @Test
    void partsKnowOnlyWhatTheyStandOn() {
        mustNotKnow("media", "opentok", "liveview", "app");
        mustNotKnow("liveview", "opentok", "media", "app");
        mustNotKnow("opentok", "liveview", "app");
    }

    @Test
    void thereIsNoHttpInTheMediaServer() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".media..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..", "org.apache.pekko..")
                .check(CLASSES);
    }

    @Test
    void protocolsDoNotKnowEachOthersState() {
        String media = ROOT + ".media.";
        slices().matching("dev.roomjar.media.(stun|srtp|rtcp|sdp)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(
                        media + "stun..",
                        media + "ice..",
                        media + "dtls..",
                        media + "srtp..",
                        media + "rtp..",
                        media + "rtcp..",
                        media + "sdp..",
                        media + "forward..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(media + "net..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(media + "forward..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(media + "srtp..", media + "dtls..")
                .check(CLASSES);
    }

    @Test
    void dtlsKnowsOfSrtpOnlyTheKeysItNegotiates() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".media.dtls..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".media.srtp..")
                        .and(not(nameMatching(".*\\.srtp\\.Srtp(Keys|Profile)\\b.*"))))
                .check(CLASSES);
    }

    @Test
    void theDoorOfLiveViewKnowsNoVertx() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".liveview..")
                .and()
                .resideOutsideOfPackage(ROOT + ".liveview.vertx..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx..")
                .check(CLASSES);
    }

    @Test
    void renderingKnowsNoChannels() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".liveview.render..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".liveview.channel..", "org.apache.pekko..")
                .check(CLASSES);
    }

    @Test
    void roomsKnowNoPages() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".app.rooms..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".app.lobby..",
                        ROOT + ".app.room..",
                        ROOT + ".app.page..",
                        ROOT + ".app.server..",
                        ROOT + ".liveview..",
                        "io.vertx..")
                .check(CLASSES);
    }

    @Test
    void pagesKnowNoWiring() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".app.lobby..", ROOT + ".app.room..", ROOT + ".app.page..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".app.server..", "io.vertx..")
                .check(CLASSES);
        slices().matching("dev.roomjar.app.(lobby|room)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    @Test
    void clocksAndSleepAreAtTheEdges() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT + ".media.net..",
                        ROOT + ".media.testing..",
                        ROOT + ".liveview.vertx..",
                        ROOT + ".app.server..",
                        ROOT + ".opentok.signalling..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(CLASSES);
    }

    @Test
    void everyPackageIsLabelledAndNullMarked() {
        List<String> unmarked = CLASSES.stream()
                .map(type -> type.getPackage())
                .distinct()
                .filter(pack -> pack.getName().startsWith(ROOT) && !pack.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();

        assertThat(unmarked).isEmpty();
    }

    private static void mustNotKnow(String part, String... others) {
        for (String other : others) {
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + part + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + "." + other + "..")
                    .check(CLASSES);
        }
    }
}
