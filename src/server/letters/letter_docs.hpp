// Schemas of the routes about letters (openapi.hpp says how they are written).
#pragma once

#include <string_view>

namespace daicho::server {

inline constexpr std::string_view kLettersDoc =
    "{total:n,offset:n,rows:[{id:s,letter_no:s,number:s?,fiscal_year:n?,state:$Code,title:s,to:s?,"
    "department:{id:s,name:s}?,about_key:s?,drafted_by:s,drafted_on:d,approved_on:d?,sent_on:d?,"
    "returned_done_on:d?}],counts:{draft:n,approved:n,sent:n,returned:n,void:n},"
    "templates:[{id:s,edition:s,title:T,register:s,register_label:T,symbol:s,approval:b,"
    "explanation:T}],may_draft:b,today:d}";

inline constexpr std::string_view kNewLetterDoc =
    "{template:s,template_title:T,explanation:T,edition:s,register:s,record:s,about_key:s,title:s,"
    "to:s,honorific:s,issuer:s,contact:s,ground:s,symbol:s,approval:b,body:[s],points:[s],gaps:[s],"
    "department:s?,departments:[{id:s,name:s}]}";

inline constexpr std::string_view kLetterDraftDoc =
    "{template:s,record:s,department:s,corrects?:s?,title:s,to:s,honorific:'sama|onchu',issuer:s,"
    "contact?:s?,ground?:s?,body:[s],points:[s]}";

inline constexpr std::string_view kLetterTextDoc =
    "{version:s,title:s,to:s,honorific:'sama|onchu',issuer:s,contact?:s?,ground?:s?,body:[s],"
    "points:[s]}";

inline constexpr std::string_view kLetterDoc =
    "{id:s,letter_no:s,number:s?,fiscal_year:n?,state:$Code,title:s,to:s?,"
    "department:{id:s,name:s}?,about_key:s?,drafted_by:s,drafted_on:d,approved_on:d?,sent_on:d?,"
    "returned_done_on:d?,protected:b,honorific:$Code,issuer:s,template:s,template_edition:s,"
    "symbol:s,contact:s?,ground:s?,approved_by:s?,returned_why:s?,void_why:s?,note:s?,sha256:s?,"
    "body:[s],points:[s],gaps:[s],approval:b,means:$Code?,returned_on:d?,"
    "corrects:{id:s,name:s}?,about:{register:s,label:T?,record:s,key:s?},intact:b,version:s,"
    "may:{edit:b,approve:b,own:b,send:b,return:b,settle:b,void:b,correct:b}}";

}  // namespace daicho::server
