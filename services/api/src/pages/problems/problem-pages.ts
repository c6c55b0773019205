import type { FastifyInstance } from 'fastify'
import { Problem, type ProblemCode, problemTypes } from '../../http/problems.ts'
import { locales } from '../i18n/locale.ts'
import type { Words } from '../i18n/words.ts'
import { type Content, sendPage } from '../layout.ts'
import { html, nothing } from '../markup.ts'
import { table } from '../parts/table.ts'
import { paths } from '../paths.ts'
import { adviceFor } from '../problem-page.ts'
import { wordsFor } from '../visit.ts'

/** The address in `type` of every problem document leads here, for everybody: it holds no data. */
export function registerProblemPages(app: FastifyInstance): void {
  app.get(paths.problems(), { schema: { hide: true } }, async (request, reply) => {
    const words = wordsFor(request, reply)
    return sendPage(request, reply, { words, ledger: null }, listOf(words))
  })
  app.get('/problems/:code', { schema: { hide: true } }, async (request, reply) => {
    const { code } = request.params as { code: string }
    if (!isProblemCode(code)) throw new Problem('no-such-route')
    const words = wordsFor(request, reply)
    return sendPage(request, reply, { words, ledger: null }, explanationOf(words, code))
  })
}

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problemTypes, code)

function listOf(words: Words): Content {
  const { problem: texts } = words.texts
  const rows = (Object.keys(problemTypes) as ProblemCode[]).sort()
  return {
    title: texts.list,
    body: html`<h1>${texts.list}</h1>
<p>${texts.listLead}</p>
!${table<ProblemCode>(
      texts.listCaption,
      [
        {
          title: texts.code,
          heading: true,
          cell: (code) => html`<a class="key" href="${paths.problem(code)}">${code}</a>`,
        },
        { title: texts.status, numeric: true, cell: (code) => String(problemTypes[code].status) },
        { title: texts.meaning, cell: (code) => problemTypes[code][words.locale] },
      ],
      rows,
    )}`,
  }
}

/** In both languages: who reads it is often not who received it. */
function explanationOf(words: Words, code: ProblemCode): Content {
  const { problem: texts } = words.texts
  const { status, ...titles } = problemTypes[code]
  const advice = adviceFor(texts.advice, status)
  const other = locales.find((locale) => locale !== words.locale) ?? words.locale
  return {
    title: titles[words.locale],
    body: html`<h1>${titles[words.locale]}</h1>
<dl class="facts">
<div><dt>${texts.code}</dt><dd class="key">${code}</dd></div>
<div><dt>${texts.status}</dt><dd>${status}</dd></div>
<div><dt>${texts.inOther}</dt><dd lang="${other}">${titles[other]}</dd></div>
</dl>
!${advice ? html`<h2>${texts.whatToDo}</h2>\n<p>${advice}</p>` : nothing}
<p class="more"><a href="${paths.problems()}">${texts.list}</a></p>`,
  }
}
