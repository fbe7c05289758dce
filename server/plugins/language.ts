/** In charge of the language of an answer: Chinese unless the reader prefers English. */
import type { FastifyRequest } from 'fastify';
import type { Bilingual } from '#model/bilingual';

/** By `Accept-Language`, the most wanted of the two first. */
export function languageOf(request: FastifyRequest): keyof Bilingual {
  const wanted = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters
        .map((text) => /^\s*q=([0-9.]+)$/.exec(text)?.[1])
        .find((text) => text !== undefined);
      return {
        language: tag.split('-')[0] ?? '',
        quality: quality === undefined ? 1 : Number(quality),
      };
    })
    .filter(({ language, quality }) => quality > 0 && (language === 'zh' || language === 'en'))
    .sort((one, other) => other.quality - one.quality);
  return wanted[0]?.language === 'en' ? 'en' : 'zh';
}
