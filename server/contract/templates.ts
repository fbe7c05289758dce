/** In charge of the shape of `GET /api/templates`: the workbooks that staff can fill in. */
import type { Bilingual } from '#model/bilingual';

export interface TemplateDescription {
  readonly dataset: string;
  readonly title: Bilingual;
  readonly columns: readonly Bilingual[];
  /** Name under which `GET /api/templates/:dataset` hands it out. */
  readonly file: string;
}

export interface TemplateList {
  readonly templates: readonly TemplateDescription[];
}
