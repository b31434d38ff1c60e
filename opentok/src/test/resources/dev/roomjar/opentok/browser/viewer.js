// Subscribes to the first stream and notes when its first picture is shown, in milliseconds.

const { key, session_id, token } = Object.fromEntries(new URLSearchParams(location.search));
const session = OT.initSession(key, session_id);
let stream;
let subscriber;

/** How long after this call the first picture of the stream is shown. */
const watch = () =>
  new Promise((resolve, reject) => {
    const asked = performance.now();
    const place = document.createElement("div");
    document.body.append(place);
    const look = () => {
      place.querySelector("video")?.requestVideoFrameCallback((shown) => resolve(shown - asked));
      return place.querySelector("video") !== null;
    };
    subscriber = session.subscribe(stream, place, { insertMode: "append" }, (error) => error && reject(error));
    if (look()) return;
    const observer = new MutationObserver(() => look() && observer.disconnect());
    observer.observe(place, { childList: true, subtree: true });
  });

/** Of the first subscription, from the call and from the beginning of the page. */
const firstPicture = new Promise((resolve, reject) => {
  session.on("streamCreated", (event) => {
    stream = event.stream;
    watch().then((afterSubscribe) => resolve([afterSubscribe, performance.now()]), reject);
  });
  session.connect(token, (error) => error && reject(error));
});

/** Of another subscription over the connection that is there. */
const watchAgain = async () => {
  session.unsubscribe(subscriber);
  await new Promise((next) => setTimeout(next, 300));
  return watch();
};
