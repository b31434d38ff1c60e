package dev.roomjar.opentok;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the holder of a token may do, as OpenTok documents it. Its pages disagree whether a subscriber may signal; here a
 * subscriber may.
 */
public enum Role {
    SUBSCRIBER("subscriber", EnumSet.of(Capability.SUBSCRIBE, Capability.SIGNAL)),
    PUBLISHER("publisher", EnumSet.of(Capability.PUBLISH, Capability.SUBSCRIBE, Capability.SIGNAL)),
    PUBLISHER_ONLY("publisheronly", EnumSet.of(Capability.PUBLISH)),
    MODERATOR("moderator", EnumSet.allOf(Capability.class));

    private final String claim;

    @SuppressWarnings("ImmutableEnumChecker") // Never changed after construction, handed out as copies only.
    private final EnumSet<Capability> capabilities;

    Role(String claim, EnumSet<Capability> capabilities) {
        this.claim = claim;
        this.capabilities = capabilities;
    }

    /** The word that stands for this role in a token. */
    public String claim() {
        return claim;
    }

    public Set<Capability> capabilities() {
        return EnumSet.copyOf(capabilities);
    }

    public boolean may(Capability capability) {
        return capabilities.contains(capability);
    }

    /** The role that a token's word stands for. */
    public static Optional<Role> ofClaim(String claim) {
        for (Role role : values()) {
            if (role.claim.equals(claim)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
