package dev.roomjar.app.rooms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Who is in one room, in the order of arrival, and whose names are whose. */
final class Seats {
    private final SequencedMap<Name, Seat> seats = new LinkedHashMap<>();
    private final VouchedNames vouched = new VouchedNames();

    /** As they are now: whoever goes through them may empty some. */
    List<Seat> all() {
        return List.copyOf(seats.values());
    }

    boolean empty() {
        return seats.isEmpty();
    }

    int count() {
        return seats.size();
    }

    Optional<Seat> find(String id) {
        return seats.values().stream().filter(seat -> seat.id().equals(id)).findAny();
    }

    Optional<Seat> holder(Name name) {
        return Optional.ofNullable(seats.get(name));
    }

    /** The seat that a person who arrives takes over: their own by its secret. */
    Optional<Seat> ownOf(Arrival arrival) {
        return holder(arrival.person()).filter(seat -> seat.secret().equals(arrival.secret()));
    }

    /** The arrival under the name that it gets, where somebody vouches for the name. */
    Arrival named(Arrival arrival) {
        return arrival.vouched() ? arrival.named(vouched.nameFor(arrival.person(), arrival.secret())) : arrival;
    }

    /** Whether an arrival comes by a name that is not to be had for it. */
    boolean isTaken(Arrival arrival) {
        Name name = arrival.person();
        String secret = arrival.secret();
        boolean held =
                holder(name).filter(seat -> !seat.secret().equals(secret)).isPresent();
        return !arrival.vouched() && (held || vouched.belongsToAnother(name, secret));
    }

    /** Whether a name is not to be had for a seat. */
    boolean isTaken(Name name, Seat seat) {
        return holder(name).filter(holder -> holder != seat).isPresent()
                || vouched.belongsToAnother(name, seat.secret());
    }

    /** Seats a person. A seat that is taken over keeps its place in the order; it is returned. */
    Optional<Seat> put(Seat seat) {
        if (seat.vouched()) {
            vouched.take(seat.name(), seat.secret());
            clear(seat);
        }
        return Optional.ofNullable(seats.put(seat.name(), seat));
    }

    /** Whoever has a name that turns out to be another's gets one with a number. */
    private void clear(Seat owner) {
        Name name = owner.name();
        holder(name).filter(holder -> !holder.secret().equals(owner.secret())).ifPresent(holder -> {
            Name other = name;
            for (int number = 2; isTaken(other, holder) || other.equals(name); number++) {
                other = name.numbered(number);
            }
            rename(holder, other);
            holder.tell(new RoomEvent.Renamed(other));
        });
    }

    /** Gives a seat a name that nobody else has; the order of arrival stays. Whether that changes anything. */
    boolean rename(Seat seat, Name wanted) {
        List<Seat> inOrder = all();
        boolean changed = seat.rename(wanted);
        seats.clear();
        inOrder.forEach(one -> seats.put(one.name(), one));
        return changed;
    }

    void remove(Seat seat) {
        seats.remove(seat.name());
    }

    void tell(RoomEvent event) {
        seats.values().forEach(seat -> seat.tell(event));
    }

    void tellOthers(Seat self, RoomEvent event) {
        seats.values().stream().filter(seat -> seat != self).forEach(seat -> seat.tell(event));
    }
}
