import { Image } from "@tiptap/extension-image";

/** A picture in the text that remembers which stored file it is. */
export const Picture = Image.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      fileId: {
        default: null,
        parseHTML: element => element.getAttribute("data-file"),
        renderHTML: ({ fileId }) => (fileId ? { "data-file": String(fileId) } : {}),
      },
    };
  },
}).configure({ inline: false });
