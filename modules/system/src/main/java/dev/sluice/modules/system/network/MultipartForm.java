package dev.sluice.modules.system.network;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Controller;
import dev.sluice.spi.TaskFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A body of {@code multipart/form-data}: texts, and files of the controller in base64, as Ansible writes them. */
final class MultipartForm {
    private static final String END = "\r\n";
    private static final int LINE = 76;

    private final Controller controller;

    MultipartForm(Controller controller) {
        this.controller = controller;
    }

    /** @throws TaskFailure if it is no mapping of names to texts or to mappings with filename or content */
    HttpBody of(@Nullable Object body) {
        if (!(body instanceof Map<?, ?> fields)) {
            throw new TaskFailure("body has to be a mapping for form-multipart: names with a text, or with filename,"
                    + " content and mime_type");
        }
        StringBuilder parts = new StringBuilder();
        fields.forEach((name, value) -> parts.append('\n').append(part(String.valueOf(name), value)));
        String boundary = "sluice-" + Bytes.of(parts.toString()).checksum("SHA-1");
        StringBuilder text = new StringBuilder();
        fields.forEach((name, value) ->
                text.append("--").append(boundary).append(END).append(part(String.valueOf(name), value)));
        text.append("--").append(boundary).append("--").append(END);
        return new HttpBody(text.toString(), "multipart/form-data; boundary=" + boundary);
    }

    private String part(String name, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> file)) {
            return "Content-Type: text/plain" + END + disposition(name, null) + END + HttpBody.plain(value) + END;
        }
        Object path = file.get("filename");
        Object content = file.get("content");
        if (path == null && content == null) {
            throw new TaskFailure("the field " + name + " of body needs filename or content");
        }
        String shown = path == null ? null : path.toString().replaceFirst(".*/", "");
        String type = "Content-Type: "
                + (file.get("mime_type") == null ? "application/octet-stream" : file.get("mime_type")) + END;
        if (content != null) {
            return type + disposition(name, shown) + END + HttpBody.plain(content) + END;
        }
        byte[] bytes =
                controller.read(controller.find(String.valueOf(path), "files")).toArray();
        String base64 = Base64.getMimeEncoder(LINE, END.getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        return "Content-Transfer-Encoding: base64" + END + type + disposition(name, shown) + END + base64 + END + END;
    }

    private static String disposition(String name, @Nullable String file) {
        return "Content-Disposition: form-data; name=\"" + name + "\""
                + (file == null ? "" : "; filename=\"" + file + "\"") + END;
    }
}
