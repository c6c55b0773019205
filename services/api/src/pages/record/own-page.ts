import type { Thing } from '../parts/steps.ts'
import { paths } from '../paths.ts'

const pages: Readonly<Record<string, (ledger: string, id: string) => string>> = {
  '/cases': paths.case,
  '/partnerships': paths.partnership,
  '/baskets': paths.partnership,
  '/models': paths.modelVersion,
}

/** The page that shows a thing; null for what is only recorded. */
export const ownPage = (ledger: string, { collection, id }: Thing): string | null =>
  pages[collection]?.(ledger, id) ?? null
