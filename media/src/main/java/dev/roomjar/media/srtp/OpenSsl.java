package dev.roomjar.media.srtp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The functions of OpenSSL 3's libcrypto that AES-GCM takes (EVP_EncryptInit(3)), found at run time. Its constructor throws
 * where the library or one of them is missing.
 */
@SuppressWarnings(
        "restricted") // foreign functions: every segment handed over is of fixed size and checked by the caller
final class OpenSsl {
    static final int GET_TAG = 0x10;
    static final int SET_TAG = 0x11;

    private static final String LIBRARY = "libcrypto.so.3";

    final MethodHandle newContext;
    final MethodHandle aes128Gcm;
    final MethodHandle aes256Gcm;
    /** (context, cipher, engine, key, iv, encrypting) → 1 */
    final MethodHandle init;
    /** (context, output, written, input, length) → 1 */
    final MethodHandle update;
    /** (context, output, written) → 1; 0 where the tag is wrong */
    final MethodHandle finish;
    /** (context, command, number, pointer) → 1 */
    final MethodHandle control;

    private final MethodHandle freeContext;
    private final SymbolLookup symbols;

    OpenSsl() {
        symbols = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
        newContext = function("EVP_CIPHER_CTX_new", FunctionDescriptor.of(ADDRESS));
        aes128Gcm = function("EVP_aes_128_gcm", FunctionDescriptor.of(ADDRESS));
        aes256Gcm = function("EVP_aes_256_gcm", FunctionDescriptor.of(ADDRESS));
        init = function(
                "EVP_CipherInit_ex",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT));
        update = function(
                "EVP_CipherUpdate", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT));
        finish = function("EVP_CipherFinal_ex", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
        control =
                function("EVP_CIPHER_CTX_ctrl", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
        freeContext = function("EVP_CIPHER_CTX_free", FunctionDescriptor.ofVoid(ADDRESS));
    }

    private MethodHandle function(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), descriptor);
    }

    /** Called by a segment's arena when nothing refers to the segment any more. */
    void free(MemorySegment context) {
        try {
            freeContext.invokeExact(context);
        } catch (Throwable e) {
            throw new IllegalStateException("EVP_CIPHER_CTX_free failed", e);
        }
    }
}
