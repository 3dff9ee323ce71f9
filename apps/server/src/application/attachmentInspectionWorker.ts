import { open } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { fileTypeFromFile } from 'file-type';
import sharp from 'sharp';

import type { Inspection, InspectionRequest } from './attachmentInspection.ts';
import { acceptedType, previewable } from './attachmentTypes.ts';

/** A picture of more pixels is not decoded: a few bytes can claim billions. */
const MAX_PIXELS = 40_000_000;
/** How much of a file without a known signature must look like text. */
const SAMPLE_BYTES = 64 * 1024;

sharp.cache(false);
sharp.concurrency(1);

/** UTF-8 without control characters other than white space: what editors would open. */
async function looksLikeText(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, bytesRead), { stream: true });
    // eslint-disable-next-line no-control-regex -- control characters are what tells binary data
    return !/[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/.test(text);
  } catch {
    return false;
  } finally {
    await file.close();
  }
}

/** Draws the image anew: what strangers hid in it (metadata, a second format) is not in the copy. */
async function draw({ path, draw: { kind, to } }: InspectionRequest): Promise<Omit<Inspection, 'mimeType'>> {
  try {
    const image = sharp(path, { limitInputPixels: MAX_PIXELS, animated: false, failOn: 'error' }).rotate();
    const { width, height, orientation = 1 } = await sharp(path, { limitInputPixels: MAX_PIXELS }).metadata();
    const sized =
      kind === 'square'
        ? image.resize(256, 256, { fit: 'cover', position: 'attention' })
        : image.resize(640, 640, { fit: 'inside', withoutEnlargement: true });
    await sized.timeout({ seconds: 5 }).webp({ quality: 80 }).toFile(to);
    const turned = orientation >= 5;
    return { width: turned ? height : width, height: turned ? width : height, drawn: true };
  } catch {
    return { drawn: false };
  }
}

async function inspect(request: InspectionRequest): Promise<Inspection> {
  const found = await fileTypeFromFile(request.path);
  const detected = found?.mime ?? ((await looksLikeText(request.path)) ? 'text/plain' : undefined);
  const mimeType = acceptedType(request.name, detected);
  if (mimeType === undefined) return { drawn: false };
  const drawn = previewable.has(mimeType) ? await draw(request) : { drawn: false };
  return { mimeType, ...drawn };
}

parentPort?.on('message', (request: InspectionRequest) => {
  inspect(request).then(
    (result) => parentPort?.postMessage(result),
    () => parentPort?.postMessage({ drawn: false } satisfies Inspection),
  );
});
