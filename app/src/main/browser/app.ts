import { Socket } from "phoenix";
import { LiveSocket } from "phoenix_live_view";
import { PublisherInit } from "./call/publisher-init";
import { Subscriber } from "./call/subscriber";
import { Room, roomInside } from "./call/room";
import { copyOnClick } from "./page/copy";
import { pressOnKey } from "./page/keys";
import { LocalTime } from "./page/local-time";
import { Stage } from "./page/stage";
import { Chat } from "./room/chat";
import { Dialog } from "./room/dialog";
import { Panel } from "./room/panel";

const csrfToken = document.querySelector<HTMLMetaElement>("meta[name=csrf-token]")?.content;

const liveSocket = new LiveSocket("/live", Socket, {
  params: () => ({ _csrf_token: csrfToken, inside: roomInside() }),
  hooks: { Room, PublisherInit, Subscriber, Stage, LocalTime, Chat, Dialog, Panel },
});

// On localhost the client logs every diff, and so the visitor's own token, unless told not to. For work on Roomjar itself,
// sessionStorage "phx:live-socket:debug" = "true" still lasts for the browser session.
if (!liveSocket.isDebugEnabled()) {
  liveSocket.disableDebug();
}

copyOnClick();
pressOnKey();
liveSocket.connect();
