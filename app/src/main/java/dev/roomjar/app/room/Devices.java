package dev.roomjar.app.room;

/** One person's microphone and camera, as their page reports them. */
public record Devices(DeviceState microphone, DeviceState camera) {
    static final Devices ON = new Devices(DeviceState.ON, DeviceState.ON);

    /** Switched by the person or a host. */
    Devices microphone(boolean on) {
        return new Devices(microphone.switched(on), camera);
    }

    /** Switched by the person or a host. */
    Devices camera(boolean on) {
        return new Devices(microphone, camera.switched(on));
    }
}
