package dev.roomjar.app.dashboard;

import dev.roomjar.app.page.AppLive;
import dev.roomjar.app.whip.FailureLimit;
import dev.roomjar.liveview.FormRequest;
import dev.roomjar.liveview.Session;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may look at the dashboard: whoever knows its password. A session names the password it was opened with, its own number and
 * its beginning: a new password, signing out and twelve hours end it, in open pages too. Thread rule: any thread.
 */
public final class Operators {
    /** Where the form of the sign-in goes. */
    public static final String SIGN_IN = "/dashboard/sign-in";

    /** Where the form of the sign-out goes. */
    public static final String SIGN_OUT = "/dashboard/sign-out";

    private static final Logger LOG = LoggerFactory.getLogger("dev.roomjar.audit");
    private static final String HOME = "/dashboard";
    private static final String KEY = "operator";
    private static final Duration LIFE = Duration.ofHours(12);
    private static final int REMEMBERED = 1_000;

    private final Supplier<Password> password;
    private final InstantSource clock;
    private final FailureLimit attempts = new FailureLimit();
    private final SecureRandom random = new SecureRandom();

    /** A signed session could be shown again after signing out. */
    private final Map<String, Boolean> signedOut = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param password the one that counts now */
    public Operators(Supplier<Password> password, InstantSource clock) {
        this.password = password;
        this.clock = clock;
    }

    /** Handles the form that asks for the password. */
    public String signIn(FormRequest form) {
        // Counted before it is looked at: each look costs a moment of a core.
        if (attempts.isTooMany(form.address(), clock.millis())) {
            form.flash("error", say(form, "dashboard.signin.slowly"));
            return HOME;
        }
        Password known = password.get();
        if (!known.is(form.params().find("password").orElse("").strip())) {
            LOG.warn("action=SignIn by=\"{}\" details=\"wrong password\"", form.address());
            form.flash("error", say(form, "dashboard.signin.wrong"));
            return HOME;
        }
        LOG.info("action=SignIn by=\"operator\" details=\"from {}\"", form.address());
        byte[] number = new byte[8];
        random.nextBytes(number);
        form.store(
                KEY,
                known.fingerprint() + "." + HexFormat.of().formatHex(number) + "."
                        + clock.instant().getEpochSecond());
        return HOME;
    }

    /** Handles the button that signs out. */
    public String signOut(FormRequest form) {
        String opened = form.session().get(KEY);
        if (opened != null) {
            synchronized (signedOut) {
                signedOut.put(opened, true);
            }
            form.forget(KEY);
        }
        return HOME;
    }

    /** Whether the session is an operator's now. */
    public boolean admits(Session session) {
        String opened = session.get(KEY);
        if (opened == null) {
            return false;
        }
        List<String> parts = List.of(opened.split("\\.", -1));
        synchronized (signedOut) {
            if (signedOut.containsKey(opened)) {
                return false;
            }
        }
        return parts.size() == 3
                && parts.getFirst().equals(password.get().fingerprint())
                && clock.instant()
                        .isBefore(Instant.ofEpochSecond(Long.parseLong(parts.get(2)))
                                .plus(LIFE));
    }

    private static String say(FormRequest form, String key) {
        return AppLive.words(form.session(), List.of()).say(key);
    }
}
