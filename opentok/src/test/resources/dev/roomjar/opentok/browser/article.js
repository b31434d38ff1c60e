// The hook of the article, as a page without live views: what the server rendered there is made here, later.

const { key, session_id, token } = Object.fromEntries(new URLSearchParams(location.search));
const log = [];
const handleError = (error) => error && log.push(error.name);

const session = OT.initSession(key, session_id);
const publisher = OT.initPublisher("publisher-div", {}, handleError);
session.connect(token, handleError);
session.publish(publisher, () => log.push(`published ${publisher.streamId}`));

session.on("streamCreated", (event) => {
  session.subscribe(event.stream, `subscriber-div-${event.stream.id}`);
  setTimeout(() => {
    const element = document.createElement("div");
    element.id = `subscriber-div-${event.stream.id}`;
    document.querySelector("#subscribers").append(element);
  }, 200);
});
session.on("sessionReconnecting sessionReconnected sessionDisconnected", (event) => log.push(event.type));
