import type { Door } from '../../kernel/listener/doors.ts';
import { cookieOf, isLocked, isUnproven } from '../http/access.ts';
import { refuse } from '../http/outcome.ts';
import { answer } from '../http/reply.ts';
import type { FirstRunContext } from './context.ts';

/**
 * Who may set the kiosk up: before there is an administrator the browser that said the code; from then on an
 * administrator who has shown the second factor. A grant of before is worth nothing then.
 */
export function setUpDoor({ accounts, grant }: Pick<FirstRunContext, 'accounts' | 'grant'>): Door {
  return async (request, reply) => {
    if (accounts.needSetUp()) {
      if (grant.isHeldBy(cookieOf(request, 'set-up'))) return undefined;
      return request.method === 'GET' ? reply.redirect('/set-up', 303) : answer(request, reply, notBegun);
    }
    const { session } = request;
    if (session?.standing === 'proving' || session?.standing === 'enrolling') return answer(request, reply, isUnproven);
    if (session?.standing === 'locked') return answer(request, reply, isLocked);
    if (session?.staff.role === 'administrator') return undefined;
    return answer(request, reply, refuse(401, 'not-signed-in', 'サインインしてください。'));
  };
}

const notBegun = refuse(401, 'not-begun', '設定コードを入力してください。');
