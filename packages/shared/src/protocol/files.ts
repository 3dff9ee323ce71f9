import { z } from 'zod';
import { AttachmentId } from '../model/ids.ts';
import { Attachment } from '../model/message.ts';

/**
 * Files travel over HTTP, never through sockets: `multipart/form-data` with exactly one part named `file`.
 * Staff authenticate as with every request (bearer token or cookie); a visitor sends
 * `Authorization: Bearer <visitor token>`. An upload no message names within 24 hours is deleted.
 */
export const AGENT_UPLOAD_PATH = '/api/attachments';
export const VISITOR_UPLOAD_PATH = '/widget/attachments';
/** A picture of a person: profile or a queue's own entry [20]. Cut to a square of 256 pixels. */
export const PICTURE_UPLOAD_PATH = '/api/pictures';

/** What callers hear: music, a greeting, an announcement. WAV or MP3; heard again by `attachment.link`. */
export const SOUND_UPLOAD_PATH = '/api/sounds';

/** Public address of a profile or queue-entry picture. */
export const picturePath = (id: AttachmentId): string => `/pictures/${id}`;

export const MAX_VISITOR_FILE_BYTES = 10 * 1024 * 1024;
export const MAX_AGENT_FILE_BYTES = 25 * 1024 * 1024;
export const MAX_PICTURE_BYTES = 5 * 1024 * 1024;
export const MAX_SOUND_BYTES = 15 * 1024 * 1024;

export const UploadedFile = z.object({ attachment: Attachment });
export type UploadedFile = z.infer<typeof UploadedFile>;

export const UploadedPicture = z.object({ pictureId: AttachmentId });
export type UploadedPicture = z.infer<typeof UploadedPicture>;

export const UploadedSound = z.object({ soundId: AttachmentId, name: z.string() });
export type UploadedSound = z.infer<typeof UploadedSound>;

/**
 * Header every request of the desk that changes something carries; a form of a foreign page cannot set it, so that a
 * cookie alone never acts (CSRF).
 */
export const DESK_HEADER = 'x-ringdesk';

/** The list of conversations as CSV; `filter` and `sort` as JSON, `zone`: the IANA zone in which times are written. */
export const CONVERSATIONS_CSV_PATH = '/api/conversations.csv';
/** How many records follow the headings. */
export const ROWS_HEADER = 'x-ringdesk-rows';
/** The query `canned.import` for files that are too large for the socket. */
export const CANNED_IMPORT_PATH = '/api/canned-import';
