package org.havendesk.operator.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.ImageIO;

/** What customers attach: a photograph of a broken pot, a PDF, a newsletter full of tables. */
final class Things {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 640;

    private Things() {}

    static byte[] photo(long seed) {
        var random = new Random(seed);
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var draw = image.createGraphics();
        draw.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        draw.setPaint(new GradientPaint(0, 0, new Color(226, 214, 196), 0, HEIGHT, new Color(164, 142, 118)));
        draw.fillRect(0, 0, WIDTH, HEIGHT);
        var colour = Color.getHSBColor(0.05f + random.nextFloat() * 0.5f, 0.55f, 0.62f);
        draw.setPaint(new GradientPaint(300, 150, colour.brighter(), 700, 520, colour.darker()));
        draw.fill(new Ellipse2D.Double(290, 190, 380, 340));
        draw.fillRoundRect(420, 140, 120, 80, 40, 40);
        draw.setStroke(new BasicStroke(34));
        draw.drawArc(610, 260, 150, 180, 90, -180);
        draw.setColor(new Color(40, 30, 25));
        draw.setStroke(new BasicStroke(5));
        draw.draw(crack(random));
        draw.dispose();
        return png(image);
    }

    private static Path2D crack(Random random) {
        var crack = new Path2D.Double();
        double x = 480;
        crack.moveTo(x, 195);
        for (int y = 215; y < 525; y += 22) {
            x += random.nextInt(50) - 25;
            crack.lineTo(x, y);
        }
        return crack;
    }

    private static byte[] png(BufferedImage image) {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One page with a line of text. */
    static byte[] pdf(String line) {
        var ascii = line.replaceAll("[^A-Za-z0-9 ?.,:-]", "");
        var content = "BT /F1 18 Tf 72 760 Td (" + ascii.substring(0, Math.min(60, ascii.length())) + ") Tj ET";
        var body = """
                %%PDF-1.4
                1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
                2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
                3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >> endobj
                4 0 obj << /Length %d >> stream
                %s
                endstream endobj
                5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj
                trailer << /Root 1 0 R >>
                %%%%EOF
                """.formatted(content.length(), content);
        return body.getBytes(StandardCharsets.US_ASCII);
    }

    static String newsletter(String text) {
        return """
                <html><head><style>.box{padding:24px}.head{background:#7a2e1d;color:#fff;font:bold 26px Georgia}</style></head>
                <body bgcolor="#f3ede4"><table width="600" align="center" cellspacing="0" cellpadding="0" style="background:#ffffff">
                <tr><td class="box head" style="padding:24px;background:#7a2e1d;color:#ffffff">The Tea Letter</td></tr>
                <tr><td><img src="https://news.example.com/spring/header.jpg" width="600" height="200" alt="Hills in spring"></td></tr>
                <tr><td class="box" style="padding:24px;font-family:Georgia,serif">%s</td></tr>
                <tr><td style="padding:12px 24px"><table width="100%%"><tr>
                <td width="50%%" style="background:#e7dfd2;padding:16px"><b>First flush</b><br>from 9.80</td>
                <td width="50%%" style="background:#d9e2da;padding:16px"><b>Spring greens</b><br>from 7.40</td></tr></table></td></tr>
                <tr><td style="padding:24px;font-size:11px;color:#888888">You read this because you asked for it.
                <a href="https://news.example.com/goodbye">Leave the list</a>
                <img src="https://news.example.com/pixel.gif?reader=4711" width="1" height="1" alt=""></td></tr></table></body></html>
                """.formatted(Texts.html(text));
    }
}
