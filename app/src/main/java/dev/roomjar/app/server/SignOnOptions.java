package dev.roomjar.app.server;

import dev.roomjar.app.signon.SignOn;
import dev.roomjar.opentok.VerificationKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about single sign-on. */
final class SignOnOptions {

    private static final long LARGEST_FILE = 64 * 1024;

    @Option(
            names = "--sso-secret-file",
            paramLabel = "FILE",
            description = "Secret that your own system signs its tokens with (HS256), 32 bytes at least.")
    @Nullable
    Path secretFile;

    @Option(
            names = "--sso-secret",
            paramLabel = "SECRET",
            description = "The same secret itself. Better in the environment or the config file, where other users of"
                    + " the machine do not see it.")
    @Nullable
    String secret;

    @Option(
            names = "--sso-public-key",
            paramLabel = "FILE",
            split = ",",
            description = "Public key (PEM) of the key that your own system signs its tokens with: RSA (RS256) or EC"
                    + " P-256 (ES256); several with commas while they change.")
    List<Path> publicKeys = List.of();

    @Option(
            names = "--sso-issuer",
            paramLabel = "NAME",
            description = "What the claim iss of every token must be (default: anything).")
    @Nullable
    String issuer;

    @Option(
            names = "--sso-audience",
            paramLabel = "NAME",
            description =
                    "What the claim aud of every token must be, or have among others (default: tokens have none).")
    @Nullable
    String audience;

    @Option(
            names = "--sso-required",
            description = "Let people into rooms only with a token of your own system, or an invitation.")
    boolean required;

    SignOn.Settings settings() {
        List<VerificationKey> keys = new ArrayList<>();
        if (secret != null && secretFile != null) {
            throw new UserError("The settings sso-secret and sso-secret-file are two ways to say one thing: give one.");
        }
        if (secret != null) {
            keys.add(secretKey(secret, "The setting sso-secret"));
        }
        if (secretFile != null) {
            keys.add(secretKey(read(secretFile), "The file " + secretFile));
        }
        publicKeys.forEach(file -> keys.add(publicKey(file)));
        if (keys.isEmpty() && (required || issuer != null || audience != null)) {
            throw new UserError("Single sign-on needs a key: give --sso-secret-file FILE or --sso-public-key FILE, or"
                    + " leave out the other settings that begin with sso.");
        }
        return new SignOn.Settings(keys, issuer, audience, required);
    }

    /** As it stands, without white space around it, which editors put at the end of files. */
    private static VerificationKey secretKey(String text, String where) {
        try {
            return new VerificationKey.Secret(text.strip().getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException weak) {
            throw new UserError(where + " cannot be used: " + weak.getMessage() + ".", weak);
        }
    }

    private static VerificationKey publicKey(Path file) {
        String pem = read(file);
        if (pem.contains("PRIVATE KEY")) {
            throw new UserError("The file " + file + " has a private key in it, which stays with whoever signs: give"
                    + " the public one, made with openssl pkey -in private.pem -pubout.");
        }
        try {
            return VerificationKey.ofPem(pem);
        } catch (IllegalArgumentException unusable) {
            throw new UserError("The file " + file + " cannot be used: " + unusable.getMessage() + ".", unusable);
        }
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new UserError("The file " + file + " is too large for a key.");
            }
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UserError("Cannot read " + file + ": is it there, text, and may Roomjar read it?", unreadable);
        }
    }
}
