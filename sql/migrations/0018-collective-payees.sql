-- An account from which many are paid at once (退休人员（批量代发户）) bears nobody's name, whatever it is paid for.
create or replace function access.is_person(payee text, economic_class text) returns boolean language sql immutable parallel safe as $$
  select case
    when payee ~ '^(在职|退休|离休|参保)?(人员|职工|教师|对象|被征收人)[（(].*户[）)]$|(对象|被征收人)[（(].*户[）)]$' then false
    else coalesce(economic_class = '303', false) or not coalesce((
      select name ~ '(公司|集团|银行|信用社|合作社|经济社|联合社|医院|卫生院|学校|大学|学院|中学|小学|幼儿园|酒店|宾馆|饭店|酒楼|菜馆|餐厅|超市|商店|商行|工厂|中心|事务所|委员会|办公室|办事处|管理处|工作室|经营部|营业部|服务部|项目部|指挥部|服务站|管理站|协会|学会|商会|工会|基金会|财政局|税务局|政府|法院|检察院|公安局|专户|国库|街道|研究院|研究所|设计院|图书馆|博物馆|供电所|电视台|报社|出版社)$'
        or length(name) > 4 and name ~ '(厂|店|行|局|院|所|校|园|站|社|会|部|处|队|馆|户|库|场|城|坊|吧|科|厅|署|委|办|团|组|镇|乡|村)$'
      from (select regexp_replace(payee, '[（(][^（()）]*[）)]|[0-9]+|\s', '', 'g') as name) n)
      or payee ~* '\m(s\.?\s*l|s\.?\s*a)\.?\s*[ulp]?\.?\s*($|[-(.,])|\m(s\.? ?coop\S*|u\.?t\.?e|ltd|limited|inc|llc|gmbh|corp|company|plc|group|bank|banco|university|universidad|hospital|hotel|school|colegio|escuela|instituto|fundaci[oó]n?|asoc\S*|ayuntamiento|comunidad|cdad|agencia|ministerio|tesorer[ií]a|consorcio|empresa|parroquia|federaci[oó]n|club|sociedad|centro|servicios?|parlamento|congregaci[oó]n|cooperativa|organismo|mutua)\M', false)
  end
$$;
