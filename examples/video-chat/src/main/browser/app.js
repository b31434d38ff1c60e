import { Socket } from "phoenix";
import { LiveSocket } from "phoenix_live_view";

const PublisherInit = {
  mounted() {
    this.pushEvent("get_publish_info", {}, ({ key, token, session_id }) => {
      this.session = OT.initSession(key, session_id);
      this.session.on("streamCreated", ({ stream }) => this.session.subscribe(stream, `subscriber-${stream.id}`));
      const publisher = OT.initPublisher(this.el.id);
      this.session.connect(token, (error) => error ? console.error(error) : this.session.publish(publisher, (failure) =>
        failure ? console.error(failure) : this.pushEvent("store_stream_id", { stream_id: publisher.stream.id })));
    });
  },
  destroyed() { this.session?.disconnect(); },
};
const csrf = document.querySelector("meta[name=csrf-token]").content;
new LiveSocket("/live", Socket, { params: { _csrf_token: csrf }, hooks: { PublisherInit } }).connect();
