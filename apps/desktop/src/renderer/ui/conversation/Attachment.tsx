import {
  Download,
  File,
  FileArchive,
  FileAudio,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileVideo,
  X,
  type LucideIcon,
} from 'lucide-react';

import { IconButton } from '../actions/IconButton.tsx';
import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';
import { Meter } from '../marks/Meter.tsx';

export type FileKind = 'image' | 'document' | 'sheet' | 'audio' | 'video' | 'archive' | 'other';

const glyphs: Record<FileKind, LucideIcon> = {
  image: FileImage,
  document: FileText,
  sheet: FileSpreadsheet,
  audio: FileAudio,
  video: FileVideo,
  archive: FileArchive,
  other: File,
};

/** The kind of a file by its MIME type. */
export const fileKindOf = (mimeType: string): FileKind => {
  const [family] = mimeType.split('/');
  if (family === 'image' || family === 'audio' || family === 'video') return family;
  if (/spreadsheet|excel|csv/.test(mimeType)) return 'sheet';
  if (/zip|tar|rar|7z|gzip/.test(mimeType)) return 'archive';
  return /pdf|text|document|word|presentation|powerpoint/.test(mimeType) ? 'document' : 'other';
};

export interface AttachmentProps {
  kind: FileKind;
  name: string;
  /** "PDF · 1.2 MB", or what went wrong. */
  detail: string;
  /** Address of a small picture in place of the sign. */
  preview?: string;
  /** 0 to 1 while it goes up, in words for readers. */
  progress?: { share: number; label: string };
  failed?: boolean;
  download?: { label: string; onPress: () => void };
  remove?: { label: string; onPress: () => void };
  /** In the composer. */
  small?: boolean;
}

/** A file: sign, name, size, and one thing to do with it. */
export const Attachment = ({
  kind,
  name,
  detail,
  preview,
  progress,
  failed = false,
  download,
  remove,
  small = false,
}: AttachmentProps) => (
  <div className={classNames('file', small && 'file-sm', failed && 'is-failed')}>
    <span className={`file-type file-type-${kind}`} aria-hidden>
      {preview === undefined ? <Icon glyph={glyphs[kind]} size={small ? 14 : 18} /> : <img src={preview} alt="" />}
    </span>
    <span className="file-lines">
      <span className="file-name trunc" title={name}>
        {name}
      </span>
      <span className="file-detail trunc">{detail}</span>
    </span>
    {download !== undefined && (
      <IconButton size="xs" icon={Download} label={download.label} onClick={download.onPress} />
    )}
    {remove !== undefined && <IconButton size="xs" icon={X} label={remove.label} onClick={remove.onPress} />}
    {progress !== undefined && <Meter share={progress.share} label={progress.label} />}
  </div>
);
