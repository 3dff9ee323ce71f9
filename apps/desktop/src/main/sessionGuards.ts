import type { Session } from 'electron';

import { fileName, judgeDownload } from './downloads.ts';
import type { Headsets } from './headsets.ts';
import { judgePermission } from './permissions.ts';
import { judgeRequest } from './requests.ts';

export interface SessionParts {
  /** Origin somebody is signed in to; undefined while nobody is. */
  readonly signedInTo: () => string | undefined;
  readonly server: () => string | undefined;
  readonly telephony: () => boolean;
  readonly headsets: Headsets;
  /** Started with `--diagnostics`. */
  readonly diagnostics: boolean;
  /** Told of what was refused, by its closed code. */
  readonly refused: (code: string) => void;
}

/** Permissions, devices, requests and downloads of all pages, judged in the modules named so. */
export function guardSession(session: Session, parts: SessionParts): void {
  const settings = (): { telephony: boolean } => ({ telephony: parts.telephony() });
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const allowed = judgePermission(
      { permission, from: details.requestingUrl, isMainFrame: details.isMainFrame, media },
      settings(),
    );
    if (!allowed) parts.refused('permission.refused');
    callback(allowed);
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) => {
    const media = details.mediaType === undefined ? [] : [details.mediaType];
    return judgePermission({ permission, from: requestingOrigin, isMainFrame: details.isMainFrame, media }, settings());
  });
  session.setDevicePermissionHandler((details) => parts.headsets.mayUse(details));
  session.on('select-hid-device', (event, { deviceList }, chosen) => {
    event.preventDefault();
    const choose = async (): Promise<void> => chosen(await parts.headsets.select(deviceList));
    void choose();
  });
  session.webRequest.onBeforeRequest((details, callback) => {
    const cancel = !judgeRequest(details.url, parts.signedInTo(), parts.diagnostics);
    if (cancel) parts.refused('request.refused');
    callback({ cancel });
  });
  session.on('will-download', (event, item) => {
    if (!judgeDownload(item.getURL(), parts.server())) {
      parts.refused('download.refused');
      return event.preventDefault();
    }
    item.setSaveDialogOptions({ defaultPath: fileName(item.getFilename()) });
  });
}
