/** In charge of the words of the page 国有资产. */
import type { Bilingual } from '#model/bilingual';

export const assets = {
  'assets.title': { zh: '国有资产', en: 'State assets' },
  'assets.class.enterprise': { zh: '企业国有资产（不含金融）', en: 'Non-financial enterprises' },
  'assets.class.financial': { zh: '金融企业国有资产', en: 'Financial enterprises' },
  'assets.class.administrative': {
    zh: '行政事业性国有资产',
    en: 'Administrative and public institutions',
  },
  'assets.class.natural': { zh: '国有自然资源资产', en: 'Natural resources' },
  'assets.class.enterprise.short': { zh: '企业', en: 'Enterprises' },
  'assets.class.financial.short': { zh: '金融企业', en: 'Financial' },
  'assets.class.administrative.short': { zh: '行政事业性', en: 'Administrative' },
  'assets.class.natural.short': { zh: '自然资源', en: 'Natural' },
  'assets.class.all': { zh: '跨类', en: 'Across classes' },
  'assets.headline.both': {
    zh: '{region} {year} 年末{class}总额 {assets}，负债率 {leverage}，净资产比上年{direction} {growth}。',
    en: '{region}, end of {year}: {class}, assets {assets}, leverage {leverage}, net assets {direction} {growth} on the year before.',
  },
  'assets.headline.leverage': {
    zh: '{region} {year} 年末{class}总额 {assets}，负债率 {leverage}；上年净资产未见公布，增减无法判定。',
    en: "{region}, end of {year}: {class}, assets {assets}, leverage {leverage}; without last year's net assets growth cannot be judged.",
  },
  'assets.headline.assets': {
    zh: '{region}{year} 年末{class}资产 {assets}；负债未见公布，负债率无法判定。',
    en: '{region}, end of {year}: {class}, assets {assets}; liabilities were not published, so leverage cannot be judged.',
  },
  'assets.headline.none': {
    zh: '{region}没有公布资产总额，只见到下列指标。',
    en: '{region} published no total of assets; only the figures below were seen.',
  },
  'assets.up': { zh: '增长', en: 'up' },
  'assets.down': { zh: '下降', en: 'down' },
  'assets.lead': {
    zh: '四类国有资产各自列示，互不相加；金额与实物量分开。没有公布的年度留空，不作推算。',
    en: 'The four classes stand apart and are never added; money and physical quantities are kept apart. Years without figures stay empty.',
  },
  'assets.region.instead': {
    zh: '{region}没有已载入的国有资产数据。请选择有数据的地区。',
    en: 'No state-asset figures are loaded for {region}. Choose a region that has some.',
  },
  'assets.classes': { zh: '四类资产的规模', en: 'Size of the four classes' },
  'assets.classes.finding': {
    zh: '{class}由 {from} 年末的 {first}变为 {to} 年末的 {last}',
    en: '{class}: assets from {first} in {from} to {last} in {to}',
  },
  'assets.liabilities': { zh: '负债', en: 'Liabilities' },
  'assets.net': { zh: '净资产', en: 'Net assets' },
  'assets.total': { zh: '资产总额', en: 'Total assets' },
  'assets.split': { zh: '构成未公布', en: 'Split not published' },
  'assets.notPublished': { zh: '未见公布', en: 'Not published' },
  'assets.none': { zh: '报告写明没有此类资产', en: 'The report states that there are none' },
  'assets.leverage': { zh: '资产负债率', en: 'Leverage' },
  'assets.leverage.finding': {
    zh: '{class}负债率 {from} 年 {first}，{to} 年 {last}，{change} 个百分点',
    en: '{class}: leverage {first} in {from}, {last} in {to}, {change} points',
  },
  'assets.leverage.single': {
    zh: '{class}负债率 {year} 年为 {value}；只有一个年度，看不出变化',
    en: '{class}: leverage {value} in {year}; one year only, so no trend',
  },
  'assets.leverage.none': {
    zh: '资产与负债没有同时公布，负债率无法判定',
    en: 'Assets and liabilities were not both published; leverage cannot be judged',
  },
  'assets.preservation': { zh: '保值增值', en: 'Preservation and growth' },
  'assets.preservation.published': { zh: '公布的保值增值率', en: 'Published preservation ratio' },
  'assets.preservation.growth': { zh: '净资产比上年', en: 'Net assets on the year before' },
  'assets.preservation.note': {
    zh: '保值增值率扣除客观因素，由来源公布；净资产增减由两年数相除得出，含划转、评估等因素，两者不可互代。',
    en: "The preservation ratio leaves outside factors out and is the source's own; growth of net assets is computed and includes transfers and revaluation. One does not replace the other.",
  },
  'assets.undecided': { zh: '无法判定', en: 'Undecided' },
  'assets.undecided.why': {
    zh: '缺 {year} 年净资产',
    en: 'net assets of {year} are missing',
  },
  'assets.year': { zh: '年度', en: 'Year' },
  'assets.class': { zh: '类别', en: 'Class' },
  'assets.indicator': { zh: '指标', en: 'Indicator' },
  'assets.quantityUnit': { zh: '单位', en: 'Unit' },
  'assets.money': { zh: '金额指标', en: 'Figures in money' },
  'assets.physical': { zh: '实物量、户数与比率', en: 'Quantities, counts and ratios' },
  'assets.physical.note': { zh: '不同计量单位不可相加。', en: 'Different units are never added.' },
  'assets.differs': { zh: '另有来源不同', en: 'another source differs' },
  'assets.differsList': { zh: '{source}：{value}', en: '{source}: {value}' },
  'assets.subRegions': { zh: '另列的口径', en: 'Filed apart' },
  'assets.subRegions.text': {
    zh: '来源以自己的口径公布，不与全区（市）数连成一条线。',
    en: 'Published under a scope of their own; not joined to the figures of the whole area.',
  },
  'assets.caption': {
    zh: '{region} · {scope} · 年末 · {unit}',
    en: '{region} · {scope} · end of year · {unit}',
  },
  'assets.leverage.caption': {
    zh: '负债总额 ÷ 资产总额，年末',
    en: 'Liabilities ÷ assets, end of year',
  },
  'place.choose': { zh: '有数据的地区', en: 'Regions with data' },
  'place.more': { zh: '其他地区', en: 'Other regions' },
  'place.years': { zh: '{region}（{years} 个年度）', en: '{region} ({years} years)' },
  'assets.summary': {
    zh: '{class}：{points}。',
    en: '{class}: {points}.',
  },
  'assets.yearPoint': { zh: '{year} 年 {value}', en: '{value} in {year}' },
} as const satisfies Readonly<Record<string, Bilingual>>;
