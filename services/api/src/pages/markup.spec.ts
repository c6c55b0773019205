import { describe, expect, it } from 'vitest'
import { html, nothing } from './markup.ts'

const hostile = `<script>alert("1")</script>' onfocus=x &`

describe('html', () => {
  it('escapes data in text and in attributes', () => {
    const text = html`<p title="${hostile}">${hostile}</p>`.toString()
    expect(text).not.toContain('<script>')
    expect(text.match(/"/g)).toHaveLength(2)
    expect(text).not.toContain("'")
  })

  it('inserts other templates and lists of them as they are', () => {
    const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`)
    expect(html`<ul>!${items}!${nothing}</ul>`.toString()).toBe('<ul><li>a</li><li>&#60;b&#62;</li></ul>')
  })

  it('refuses data behind a "!"', () => {
    expect(() => html`<p>Hello!${hostile}</p>`).toThrow(/only markup/)
    expect(() => html`<p>!${[html`<b></b>`, hostile]}</p>`).toThrow(/only markup/)
  })

  it('shows an unmarked template as text, never as markup', () => {
    expect(html`<p>${html`<b></b>`}</p>`.toString()).toBe('<p>&#60;b&#62;&#60;/b&#62;</p>')
  })
})
