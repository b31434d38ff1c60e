package dev.roomjar.media.srtp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The functions of OpenSSL 3's libcrypto that AES-GCM takes (EVP_EncryptInit(3)), found at run time. Static, since only a
 * constant method handle is called without detour; where the library or a function is missing, loading this class throws
 * {@link ExceptionInInitializerError}.
 */
@SuppressWarnings(
        "restricted") // foreign functions: what is handed over is of fixed size, and copies into it check every length
final class OpenSsl {
    static final int GET_TAG = 0x10;
    static final int SET_TAG = 0x11;

    private static final SymbolLookup SYMBOLS = SymbolLookup.libraryLookup("libcrypto.so.3", Arena.global());

    static final MethodHandle NEW_CONTEXT = function("EVP_CIPHER_CTX_new", FunctionDescriptor.of(ADDRESS));
    static final MethodHandle AES_128_GCM = function("EVP_aes_128_gcm", FunctionDescriptor.of(ADDRESS));
    static final MethodHandle AES_256_GCM = function("EVP_aes_256_gcm", FunctionDescriptor.of(ADDRESS));
    /** (context, cipher, engine, key, iv, encrypting) → 1 */
    static final MethodHandle INIT = function(
            "EVP_CipherInit_ex",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT));

    // What is called for each packet takes pointers as numbers: no segment is made or checked per call.

    /** As {@link #INIT} with everything but the initialization vector left as it is. */
    static final MethodHandle BEGIN = function(
            "EVP_CipherInit_ex",
            FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT));
    /** (context, output, written, input, length) → 1 */
    static final MethodHandle UPDATE = function(
            "EVP_CipherUpdate", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT));
    /** (context, output, written) → 1; 0 where the tag is wrong */
    static final MethodHandle FINISH =
            function("EVP_CipherFinal_ex", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    /** (context, command, number, pointer) → 1 */
    static final MethodHandle CONTROL =
            function("EVP_CIPHER_CTX_ctrl", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG));

    private static final MethodHandle FREE_CONTEXT =
            function("EVP_CIPHER_CTX_free", FunctionDescriptor.ofVoid(ADDRESS));

    private OpenSsl() {}

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(SYMBOLS.findOrThrow(name), descriptor);
    }

    /** Called by a segment's arena when nothing refers to the segment any more. */
    static void free(MemorySegment context) {
        try {
            FREE_CONTEXT.invokeExact(context);
        } catch (Throwable e) {
            throw new IllegalStateException("EVP_CIPHER_CTX_free failed", e);
        }
    }
}
