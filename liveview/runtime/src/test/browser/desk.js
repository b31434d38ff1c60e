import { Socket } from "phoenix";
import { LiveSocket } from "phoenix_live_view";

const hooks = {
  Card: {
    mounted() {
      this.pushEventTo(this.el, "who", {}, ({ name }) => (document.body.dataset.who = (document.body.dataset.who || "") + name));
    },
  },
  Team: {
    mounted() {
      window.team = (event, value) => this.pushEvent(event, value);
    },
  },
  Desk: {
    mounted() {
      this.handleEvent("opened", ({ name }) => (document.body.dataset.opened = name));
      this.pushEvent("sum_up", { numbers: [1, 2, 3] }, ({ sum }) => (document.body.dataset.sum = sum));
    },
  },
};
const csrf = document.querySelector("meta[name=csrf-token]").content;
new LiveSocket("/live", Socket, { params: { _csrf_token: csrf }, hooks }).connect();
