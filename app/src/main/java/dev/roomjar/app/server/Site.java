package dev.roomjar.app.server;

import dev.roomjar.app.dashboard.Dashboard;
import dev.roomjar.app.dashboard.DashboardLive;
import dev.roomjar.app.dashboard.Operators;
import dev.roomjar.app.embed.Embedding;
import dev.roomjar.app.lobby.LobbyLive;
import dev.roomjar.app.page.AppLive;
import dev.roomjar.app.page.Assets;
import dev.roomjar.app.page.DocumentHtml;
import dev.roomjar.app.page.LanguageChoice;
import dev.roomjar.app.page.LayoutHtml;
import dev.roomjar.app.page.Visitor;
import dev.roomjar.app.room.ChatPanel;
import dev.roomjar.app.room.HostDesk;
import dev.roomjar.app.room.HostPanel;
import dev.roomjar.app.room.InvitePanel;
import dev.roomjar.app.room.PeoplePanel;
import dev.roomjar.app.room.RoomLive;
import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.app.signon.SignedLinks;
import dev.roomjar.liveview.Layout;
import dev.roomjar.liveview.LiveRoutes;
import java.util.function.IntSupplier;

/** Which page answers where, and what is around it. */
final class Site {

    private Site() {}

    static LiveRoutes routes(
            byte[] secret,
            RoomMaster rooms,
            SignedLinks links,
            Embedding embedding,
            IntSupplier httpsPort,
            Assets assets,
            Dashboard dashboard) {
        return LiveRoutes.site(secret)
                .live(LobbyLive.class, () -> new LobbyLive(rooms, links.required()))
                .live(RoomLive.class, () -> new RoomLive(rooms, links, httpsPort, null))
                .onVisit("/rooms/{room}", links::atRoom)
                .live(Embedding.PATH, RoomLive.class, () -> new RoomLive(rooms, links, httpsPort, embedding))
                .withoutCookie(Embedding.PATH)
                .onVisit(Embedding.PATH, visit -> {
                    Embedding.visit(visit);
                    links.inFrame(visit);
                    return null;
                })
                .component(ChatPanel.class, () -> new ChatPanel(rooms))
                .component(InvitePanel.class, () -> new InvitePanel(links.invitations()))
                .component(PeoplePanel.class, () -> new PeoplePanel(rooms))
                .component(HostPanel.class, () -> new HostPanel(rooms))
                .component(HostDesk.class, () -> new HostDesk(rooms))
                .live(DashboardLive.class, () -> new DashboardLive(dashboard))
                .form(Operators.SIGN_IN, dashboard.operators()::signIn)
                .form(Operators.SIGN_OUT, dashboard.operators()::signOut)
                .form("/name", Visitor::introduce)
                .form("/language", LanguageChoice::pick)
                .form("/rooms", LobbyLive::createRoom)
                .layout((page, content) -> LayoutHtml.render(
                        AppLive.words(page.session(), page.languages()),
                        message(page, "error"),
                        message(page, "info"),
                        content))
                .rootLayout(page -> DocumentHtml.render(
                        assets,
                        AppLive.words(page.session(), page.languages()),
                        page.title(),
                        page.csrfToken(),
                        page.content()))
                .errorPage(new FailurePages(assets)::page)
                .sessionCookie("roomjar")
                .build();
    }

    private static String message(Layout.Page page, String kind) {
        String message = page.flash(kind);
        return message == null ? "" : message;
    }
}
