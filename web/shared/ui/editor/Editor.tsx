import { Placeholder } from "@tiptap/extensions";
import { EditorContent, useEditor, type Editor as TipTap } from "@tiptap/react";
import { StarterKit } from "@tiptap/starter-kit";
import { useEffect, useRef } from "react";
import classes from "./Editor.module.css";
import { Picture } from "./picture";
import { Toolbar } from "./Toolbar";

interface Props {
  html: string;
  onChange: (html: string) => void;
  label: string;
  placeholder?: string;
  autoFocus?: boolean;
  nonce?: string;
  /** Takes files that were pasted, dropped or picked; `insert` puts a stored picture where the cursor is. */
  onFiles?: (files: File[], insert: (picture: { url: string; id: string; name: string }) => void) => void;
  onSubmit?: () => void;
  minHeight?: number;
}

export const isBlank = (html: string) => !/<img/i.test(html) && html.replace(/<[^>]*>|&nbsp;|\s/g, "") === "";

/** Rich text as mails can carry it. Grows with what is written. */
export default function Editor(props: Props) {
  const latest = useRef(props);
  latest.current = props;
  const own = useRef<TipTap>(null);

  const take = (editor: TipTap, files: File[]) => {
    if (files.length === 0 || !latest.current.onFiles) return false;
    latest.current.onFiles(files, ({ url, id, name }) =>
      (own.current ?? editor)
        .chain()
        .insertContent([{ type: "image", attrs: { src: url, alt: name, fileId: id } }, { type: "paragraph" }])
        .run(),
    );
    return true;
  };

  const editor: TipTap | null = useEditor({
    extensions: [
      StarterKit.configure({
        heading: false,
        horizontalRule: false,
        link: {
          openOnClick: false,
          defaultProtocol: "https",
          HTMLAttributes: { rel: "noopener noreferrer", class: null },
        },
      }),
      Picture,
      Placeholder.configure({ placeholder: props.placeholder ?? "" }),
    ],
    content: props.html,
    autofocus: props.autoFocus ? "end" : false,
    injectNonce: props.nonce,
    shouldRerenderOnTransaction: false,
    onCreate: ({ editor: created }) => {
      own.current = created;
    },
    onUpdate: ({ editor: changed }) => latest.current.onChange(changed.isEmpty ? "" : changed.getHTML()),
    editorProps: {
      attributes: {
        "aria-label": props.label,
        role: "textbox",
        "aria-multiline": "true",
        class: classes.text!,
        dir: "auto",
      },
      handleKeyDown: (_view, event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !latest.current.onSubmit)
          return false;
        latest.current.onSubmit();
        return true;
      },
      handlePaste: (_view, event) => take(own.current!, [...(event.clipboardData?.files ?? [])]),
      handleDrop: (_view, event, _slice, moved) => {
        const files = [...(event.dataTransfer?.files ?? [])];
        if (moved || files.length === 0) return false;
        event.preventDefault();
        return take(own.current!, files);
      },
    },
  });

  // Where drawing took longer than a tick, the editor that was drawn is thrown away before it is shown, and another follows.
  useEffect(() => {
    if (!editor || editor.isDestroyed) return;
    const shown = editor.isEmpty ? "" : editor.getHTML();
    if (props.html !== shown) editor.commands.setContent(props.html, { emitUpdate: false });
  }, [editor, props.html]);

  if (!editor) return null;
  return (
    <div className={classes.editor}>
      <EditorContent editor={editor} className={classes.content} style={{ minBlockSize: props.minHeight }} />
      <Toolbar editor={editor} onFiles={props.onFiles && (files => take(editor, files))} />
    </div>
  );
}
