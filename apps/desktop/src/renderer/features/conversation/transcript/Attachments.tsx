import type { Attachment as File } from '@ringdesk/shared/model/message.ts';
import { useState } from 'react';

import { attachmentLink, useAttachmentLink } from '../../../connection/attachmentLink.ts';
import { serverUrl } from '../../../connection/session.ts';
import { formatBytes } from '../../../text/format.ts';
import { useText } from '../../../text/text.ts';
import { Attachment, fileKindOf } from '../../../ui/conversation/Attachment.tsx';
import { Picture } from '../../../ui/conversation/Picture.tsx';
import { showToast } from '../../../ui/feedback/toasts.ts';
import { PlainDialog } from '../../../ui/overlays/PlainDialog.tsx';

/** The files of a message: pictures with a preview, everything else as a name to download. */
export const Attachments = ({ files }: { readonly files: readonly File[] }) =>
  files.map((file) =>
    file.width === undefined ? <FileLine key={file.id} file={file} /> : <PictureFile key={file.id} file={file} />,
  );

function useDownload(file: File): () => void {
  const t = useText('conversation');
  return () => {
    void attachmentLink(file.id).then((link) => {
      if (link === undefined) return showToast({ text: t('file.unavailable'), tone: 'bad' });
      // The server sends every file as a download, whatever its type.
      const anchor = document.createElement('a');
      anchor.href = serverUrl(link.path);
      anchor.download = file.name;
      anchor.click();
      return undefined;
    });
  };
}

function FileLine({ file }: { readonly file: File }) {
  const t = useText('conversation');
  return (
    <Attachment
      kind={fileKindOf(file.mimeType)}
      name={file.name}
      detail={t('file.detail', { type: typeWord(file), size: formatBytes(file.bytes) })}
      download={{ label: t('file.download', { name: file.name }), onPress: useDownload(file) }}
    />
  );
}

function PictureFile({ file }: { readonly file: File }) {
  const t = useText('conversation');
  const link = useAttachmentLink(file.id, true);
  const [open, setOpen] = useState(false);
  const download = useDownload(file);
  const preview = link?.previewPath;
  if (preview === undefined) return <FileLine file={file} />;
  return (
    <>
      <Picture
        src={serverUrl(preview)}
        label={t('file.open', { name: file.name })}
        width={file.width}
        height={file.height}
        onOpen={() => setOpen(true)}
      />
      <PlainDialog open={open} onClose={() => setOpen(false)} label={file.name} size="xl">
        <div className="flex flex-col gap-2 p-4">
          <img
            src={serverUrl(preview)}
            alt={file.name}
            className="max-h-[70vh] self-center rounded-md object-contain"
          />
          <Attachment
            kind="image"
            name={file.name}
            detail={t('file.detail', { type: typeWord(file), size: formatBytes(file.bytes) })}
            download={{ label: t('file.download', { name: file.name }), onPress: download }}
          />
        </div>
      </PlainDialog>
    </>
  );
}

/** The ending of the name, which people know better than MIME types. */
const typeWord = (file: File): string => /\.([\p{L}\p{N}]{1,5})$/u.exec(file.name)?.[1]?.toUpperCase() ?? file.mimeType;
