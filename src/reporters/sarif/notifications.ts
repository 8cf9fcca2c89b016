import type { Notification } from 'sarif';
import type { Report } from '../../report.ts';
import { unreadFiles } from '../places.ts';
import { artifactAt } from './locations.ts';
import { messageText } from './message.ts';

/** What failed, and what could not be looked at. */
export function notificationsOf({ files, errors }: Report): Notification[] {
  return [
    ...errors.map(({ path, message }) => notification('error', path, message)),
    ...unreadFiles(files).map(({ path, reason = '' }) => notification('warning', path, `skipped: ${reason}`)),
  ];
}

function notification(level: Notification.level, path: string, text: string): Notification {
  return { level, message: { text: messageText(text) }, locations: [{ physicalLocation: { artifactLocation: artifactAt(path) } }] };
}
