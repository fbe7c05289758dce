/** In charge of the words of the page that is shown to who is not signed in. */
import type { Bilingual } from '#model/bilingual';

export const signIn = {
  'signIn.title': { zh: '请用登录链接进入', en: 'Sign in with your link' },
  'signIn.text': {
    zh: '启动服务时，程序会在终端最后一行印出“sign-in”和一个链接。在这台电脑的浏览器中打开它即可进入；链接只能用一次。',
    en: 'When the service starts, it prints a line "sign-in" with a link in its terminal. Open that link in this browser; it works once.',
  },
  'signIn.others': {
    zh: '没有启动服务的权限时，请向系统管理员索取一个新链接。',
    en: 'If you do not run the service yourself, ask the administrator for a new link.',
  },
  'signIn.spent': {
    zh: '这个登录链接已用过、已过期或不存在。请索取一个新链接。',
    en: 'This sign-in link has been used, has expired or does not exist. Ask for a new one.',
  },
  'signIn.ended': {
    zh: '登录已失效。请用新的登录链接重新进入。',
    en: 'Your session has ended. Sign in again with a new link.',
  },
  'signIn.retry': { zh: '我已打开链接，重新检查', en: 'I opened the link; check again' },
} as const satisfies Readonly<Record<string, Bilingual>>;
