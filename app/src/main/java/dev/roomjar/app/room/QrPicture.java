package dev.roomjar.app.room;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as the path of an SVG picture, one unit a module.
 *
 * @param size of the picture, with the light border of four modules around it that readers want (ISO/IEC 18004 §6.3.8)
 * @param path the dark modules
 */
public record QrPicture(int size, String path) {

    static final QrPicture NONE = new QrPicture(1, "");

    private static final int BORDER = 4;

    static QrPicture of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            int begin = -1;
            for (int x = 0; x <= code.size; x++) {
                boolean dark = x < code.size && code.getModule(x, y);
                if (dark && begin < 0) {
                    begin = x;
                } else if (!dark && begin >= 0) {
                    int width = x - begin;
                    path.append('M').append(begin + BORDER).append(' ').append(y + BORDER);
                    path.append('h').append(width).append("v1h-").append(width).append('z');
                    begin = -1;
                }
            }
        }
        return new QrPicture(code.size + 2 * BORDER, path.toString());
    }

    public String viewBox() {
        return "0 0 " + size + " " + size;
    }
}
