// English names of places: romanised stems, with the few that the rules of reading get wrong.

const established: Readonly<Record<string, string>> = {
  大栅栏: 'Dashilan',
  大城子: 'Dachengzi',
  十里堡: 'Shilipu',
  首都机场: 'Capital Airport',
  张镇: 'Zhangzhen',
  杨镇: 'Yangzhen',
  新镇: 'Xinzhen',
  北京经济技术开发区: 'Beijing Economic-Technological Development Area',
  中关村国家自主创新示范区大兴生物医药产业基地: 'Zhongguancun Daxing Biomedical Industry Base',
  大兴经济开发区: 'Daxing Economic Development Zone',
  大兴国际机场: 'Daxing International Airport',
  北京雁栖经济开发区: 'Beijing Yanqi Economic Development Zone',
  中关村科技园区密云园: 'Zhongguancun Science Park, Miyun',
}

const kinds: Readonly<Record<string, string>> = {
  district: ' District',
  street: ' Subdistrict',
  area: ' Area',
  town: ' Town',
  township: ' Township',
  'statistical-zone': '',
}

const generic = /(街道|地区|满族乡|回族乡|镇|乡|区)$/

export function englishName(
  name: string,
  kind: string,
  romanise: (text: string) => string,
): string {
  if (kind === 'statistical-zone') return established[name] ?? name
  const bare = name.replace(generic, '')
  const stem = bare.length < 2 ? name : bare
  const reading = established[stem] ?? established[name] ?? capitalise(romanise(stem))
  return `${reading}${kinds[kind] ?? ''}`
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
