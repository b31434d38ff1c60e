import { Socket } from "phoenix";
import { LiveSocket } from "phoenix_live_view";
import { choices } from "./call/choices";
import { Preview } from "./call/preview";
import { DeviceSettings } from "./call/settings";
import { PublisherInit } from "./call/publisher-init";
import { Subscriber } from "./call/subscriber";
import { Room, roomInside } from "./call/room";
import { ShareScreen } from "./call/screen";
import { beginFrame, forgetToken, Frame, frameParams } from "./embed/frame";
import { Clock } from "./page/clock";
import { copyOnClick } from "./page/copy";
import { pressOnKey } from "./page/keys";
import { LocalTime } from "./page/local-time";
import { Menu } from "./page/menu";
import { openSheets, Sheet } from "./page/sheet";
import { Since } from "./page/since";
import { browserStorage, tabStorage } from "./page/storage";
import { Stage } from "./page/stage";
import { tellAbilities, viewOnClick } from "./page/view";
import { Chat } from "./room/chat";
import { Dialog } from "./room/dialog";
import { Panel } from "./room/panel";

const csrfToken = document.querySelector<HTMLMetaElement>("meta[name=csrf-token]")?.content;

beginFrame();
forgetToken();

const liveSocket = new LiveSocket("/live", Socket, {
  // Without a view this is the socket's address, which lands in logs of proxies: no more than it needs.
  params: (view?: HTMLElement) =>
    view
      ? {
          _csrf_token: csrfToken,
          inside: roomInside(),
          origin: location.origin,
          microphone: choices.microphoneOn ? "on" : "off",
          camera: choices.cameraOn ? "on" : "off",
          ...frameParams(),
        }
      : { _csrf_token: csrfToken },
  localStorage: browserStorage,
  sessionStorage: tabStorage,
  hooks: {
    Room, Preview, PublisherInit, Subscriber, Stage, ShareScreen, DeviceSettings, Menu, Sheet, Clock, LocalTime, Since, Chat, Dialog,
    Panel, Frame,
  },
  dom: {
    // What the person has opened stays open when the page changes around it.
    onBeforeElUpdated(from, to) {
      if (from instanceof HTMLDialogElement && from.open) to.setAttribute("open", "");
      if (from instanceof HTMLDetailsElement && from.open) to.setAttribute("open", "");
    },
  },
});

// On localhost the client logs every diff, and so the visitor's own token, unless told not to. For work on Roomjar itself,
// sessionStorage "phx:live-socket:debug" = "true" still lasts for the browser session.
if (!liveSocket.isDebugEnabled()) {
  liveSocket.disableDebug();
}

copyOnClick();
pressOnKey();
openSheets();
tellAbilities();
viewOnClick();
liveSocket.connect();
