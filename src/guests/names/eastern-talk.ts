/**
 * Words of a request in Japanese, Chinese or Korean, which stand around an address without spaces: no name has them.
 */
const easternTalk =
  /^(?:[をにはがのとも、。※]|[을를은는](?:\s|$))|ください|下さい|お願い|招待|以下の|です|ます|邀请|邀請|加入|添加|^请|^請|초대|주세요|합니다|제외/u;
export const isEasternTalk = (text: string): boolean => easternTalk.test(text);
