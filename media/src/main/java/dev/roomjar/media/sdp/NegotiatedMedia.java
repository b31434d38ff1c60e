package dev.roomjar.media.sdp;

import dev.roomjar.media.rtp.ExtensionIds;
import dev.roomjar.media.rtp.MediaKind;
import java.util.List;
import java.util.Map;

/**
 * What both ends agreed for one media section.
 *
 * @param mid the section's identification (RFC 9143)
 * @param codecs at least one, the sender's favourite first, with the payload types that packets carry
 * @param extensions the header extension ids of packets in this section
 * @param ssrcs the SSRCs that the remote end announced for its media; empty where it announced none
 * @param rtxSsrcs the SSRC of each announced retransmission stream with the SSRC of the media it repairs
 * @param rids the restriction ids of the simulcast encodings accepted, in the offer's order, two at least; empty without
 *     simulcast. Their packets tell by the header extensions which encoding they belong to; no SSRC is announced for them
 * @param active whether media may flow from sender to receiver now; false while the remote end holds the section inactive
 */
public record NegotiatedMedia(
        MediaKind kind,
        String mid,
        List<Codec> codecs,
        ExtensionIds extensions,
        List<Integer> ssrcs,
        Map<Integer, Integer> rtxSsrcs,
        List<String> rids,
        boolean active) {
    public NegotiatedMedia {
        codecs = List.copyOf(codecs);
        ssrcs = List.copyOf(ssrcs);
        rids = List.copyOf(rids);
        rtxSsrcs = Map.copyOf(rtxSsrcs);
    }
}
