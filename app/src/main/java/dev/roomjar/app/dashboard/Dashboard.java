package dev.roomjar.app.dashboard;

import dev.roomjar.app.rooms.RoomMaster;

/** What the operator's page is made of. */
public record Dashboard(RoomMaster master, Operators operators, Monitor monitor, Instruments instruments) {}
