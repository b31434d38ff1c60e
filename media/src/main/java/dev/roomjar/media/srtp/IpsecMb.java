package dev.roomjar.media.srtp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The AES-GCM functions of Intel's Multi-Buffer Crypto for IPsec library (Debian: libipsec-mb1; intel-ipsec-mb.h), found at run
 * time, in the variant for this processor, AMD's as well. Static, since only a constant method handle is called without detour;
 * where the library, a function or a feature of the processor is missing, loading this class throws {@link
 * ExceptionInInitializerError}.
 */
@SuppressWarnings(
        "restricted") // foreign functions: what is handed over is of fixed size, and copies into it check every length
final class IpsecMb {
    /** {@code struct gcm_key_data}: round keys and powers of the hash key; 1,008 bytes and alignment. */
    static final long KEY_SIZE = 1_024;

    /** {@code struct gcm_context_data}, 88 bytes and something to spare. */
    static final int STATE_SIZE = 128;

    private static final SymbolLookup SYMBOLS = SymbolLookup.libraryLookup("libIPSec_MB.so.1", Arena.global());
    private static final String VARIANT = variant(processorFeatures());

    /** (key, expanded key) */
    static final MethodHandle EXPAND_128 = function("aes_gcm_pre_128", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));

    static final MethodHandle EXPAND_256 = function("aes_gcm_pre_256", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));

    /** (expanded key, state, output, input, length, nonce, associated data, its length, tag, its length), pointers as numbers */
    private static final FunctionDescriptor CRYPT = FunctionDescriptor.ofVoid(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
            JAVA_LONG);

    static final MethodHandle SEAL_128 = function("aes_gcm_enc_128", CRYPT);
    static final MethodHandle SEAL_256 = function("aes_gcm_enc_256", CRYPT);
    static final MethodHandle OPEN_128 = function("aes_gcm_dec_128", CRYPT);
    static final MethodHandle OPEN_256 = function("aes_gcm_dec_256", CRYPT);

    private IpsecMb() {}

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(SYMBOLS.findOrThrow(name + "_" + VARIANT), descriptor);
    }

    private static Set<String> processorFeatures() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line ->
                            Set.of(line.substring(line.indexOf(':') + 1).strip().split(" +", -1)))
                    .orElse(Set.of());
        } catch (IOException e) {
            throw new IllegalStateException("the processor's features are not known", e);
        }
    }

    /** An instruction that the processor lacks would end the process: only what surely works is chosen. */
    static String variant(Set<String> features) {
        if (!features.containsAll(List.of("aes", "pclmulqdq", "avx2", "bmi2"))) {
            throw new IllegalStateException("the processor has no AVX2 or no AES instructions");
        }
        return features.containsAll(List.of("vaes", "vpclmulqdq", "avx512f", "avx512dq", "avx512bw", "avx512vl"))
                ? "vaes_avx512"
                : "avx_gen4";
    }
}
