import type { Agent } from '@ringdesk/shared/model/agent.ts';
import { picturePath } from '@ringdesk/shared/protocol/files.ts';

import { serverUrl } from '../../../connection/session.ts';
import { Avatar, type AvatarProps } from '../../../ui/marks/Avatar.tsx';
import { presenceShape } from '../../../ui/marks/presenceShape.ts';

/** A colleague with picture and presence. */
export function AgentAvatar({ agent, size = 28 }: { readonly agent: Agent; readonly size?: AvatarProps['size'] }) {
  return (
    <Avatar
      id={agent.id}
      name={agent.name}
      size={size}
      picture={agent.pictureId === undefined ? undefined : serverUrl(picturePath(agent.pictureId))}
      presence={agent.dismissed ? undefined : presenceShape(agent.presence.state, agent.online)}
    />
  );
}
