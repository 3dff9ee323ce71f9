import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

import { formatBytes } from '../../../text/format.ts';
import { useText } from '../../../text/text.ts';
import { Attachment, fileKindOf } from '../../../ui/conversation/Attachment.tsx';
import { sayRefusal } from '../names.ts';
import { removeUpload, type Upload } from './uploads.ts';

/** Files that go with the message: how far they are, why not, and a way to take each back. */
export function UploadList({ id, uploads }: { readonly id: InteractionId; readonly uploads: readonly Upload[] }) {
  const t = useText('conversation');
  return uploads.map((upload) => {
    const { name, share, refusal } = upload;
    const under = upload.attachment === undefined && refusal === undefined;
    return (
      <Attachment
        key={upload.id}
        small
        kind={fileKindOf(upload.mimeType)}
        name={name}
        detail={refusal === undefined ? formatBytes(upload.bytes) : sayRefusal(refusal)}
        failed={refusal !== undefined}
        progress={under ? { share, label: t('file.uploading', { name, percent: Math.round(share * 100) }) } : undefined}
        remove={{
          label: t(under ? 'file.cancel' : 'file.remove', { name }),
          onPress: () => removeUpload(id, upload.id),
        }}
      />
    );
  });
}
